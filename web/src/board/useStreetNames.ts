import { useQuery } from '@tanstack/react-query';
import { type Street, streets } from '../api/ledger';
import { language } from '../i18n';

/** The fifteen streets with their places in the schematic. */
export const useStreets = () => useQuery({ queryKey: ['streets'], queryFn: streets, staleTime: Number.POSITIVE_INFINITY });

/** As people say it: without 街道 in Chinese, in pinyin in English. */
export const nameOf = (street: Street) => (language() === 'zh' ? short(street.name) : street.pinyin);

const short = (name: string) => name.replace(/街道$/, '');

/** A street's name by its code; what else is known of it where the list of streets cannot be had. */
export function useStreetNames(): (code: string, fallback?: string) => string {
  const places = useStreets();
  return (code, fallback) => {
    const place = places.data?.find((each) => each.code === code);
    return place ? nameOf(place) : short(fallback ?? code);
  };
}
